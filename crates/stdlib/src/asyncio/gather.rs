//! `gather`: one future for the results of many.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use portalis_macros::{pyclass, pyfn};
use portalis_runtime::{Error, List, NativeType, Object, Result, Value};

use super::Future;
use super::awaitable::{AwaitableTuple, Awaitables, Child, Finished, IDENTITIES};
use super::events::get_event_loop;
use super::exceptions::cancelled_error;
use super::futures::{FutureCore, Kind, Native, Stored};
use super::object::handle_object;

type FutureOfValue = Future<Value>;

/// What [`gather`] gives: cancelling it cancels what it waits for.
#[pyclass(
    "class _GatheringFuture(Future)",
    module = "asyncio.tasks",
    manual,
    bases = [FutureOfValue],
    address = gathering_address
)]
#[derive(Clone)]
pub struct GatheringFuture(Future<Value>);

fn gathering_address(future: &GatheringFuture) -> usize {
    future.0.address()
}

handle_object!([] GatheringFuture, "_GatheringFuture");

impl GatheringFuture {
    fn shared(&self) -> &Rc<FutureCore> {
        self.0.core()
    }

    fn of(core: Rc<FutureCore>) -> Option<GatheringFuture> {
        let is_it = matches!(core.kind, Kind::Gathering { .. });
        is_it.then(|| GatheringFuture(Future::of_core(core)))
    }
}

/// Return a future aggregating results from the given coroutines/futures.
#[pyfn("def gather(*coros_or_futures: Awaitable[T]) -> Future[list[T]]")]
pub fn gather<T: Object>(coros_or_futures: impl Awaitables<T>) -> Result<Future<List<T>>> {
    gather_cores(coros_or_futures.children()?, false, list_of::<T>).map(Future::of_core)
}

/// As [`gather`], for awaitables of any kind; with `return_exceptions` errors are results.
#[pyfn("def gather(*coros_or_futures: Any, return_exceptions: bool = False) -> Future[list[Any]]")]
pub fn gather_outcomes(
    coros_or_futures: &[Value],
    return_exceptions: bool,
) -> Result<Future<List<Value>>> {
    gather_values(coros_or_futures, return_exceptions).map(Future::of_core)
}

/// As [`gather`], for awaitables with results of several types, which become `T`s: `Value`s in general.
pub fn gather_mixed<T: Object>(awaitables: Vec<Child>) -> Result<Future<List<T>>> {
    gather_cores(awaitables, false, list_of::<T>).map(Future::of_core)
}

/// As [`gather`], where the results are unpacked at once: a tuple, so that each keeps its type.
pub fn gather_tuple<A: AwaitableTuple>(awaitables: A) -> Result<Future<A::Outputs>> {
    let collect: Collect = |children| Ok(Box::new(A::outputs(Finished::new(children))?));
    gather_cores(awaitables.children(), false, collect).map(Future::of_core)
}

pub(super) fn gather_values(
    awaitables: &[Value],
    return_exceptions: bool,
) -> Result<Rc<FutureCore>> {
    let children = awaitables.to_vec().children()?;
    gather_cores(children, return_exceptions, list_of_outcomes)
}

/// A future that is done when all of these are, whatever their outcomes. Nobody gets to see it.
pub(super) fn gather_known(cores: &[Rc<FutureCore>]) -> Result<Rc<FutureCore>> {
    let children = cores.iter().cloned().map(Child::of_core).collect();
    gather_cores(children, true, |_| Ok(Box::new(())))
}

/// What the children tell when they are done.
struct Gathering {
    outer: RefCell<Option<Rc<FutureCore>>>,
    children: RefCell<Vec<Rc<FutureCore>>>,
    /// How many different children there are, and how many of them are done.
    count: Cell<usize>,
    finished: Cell<usize>,
    return_exceptions: bool,
    collect: Collect,
}

/// Makes the list of results of children that are all done.
type Collect = fn(&[Rc<FutureCore>]) -> Result<Box<dyn Stored>>;

fn gather_cores(
    awaitables: Vec<Child>,
    return_exceptions: bool,
    collect: Collect,
) -> Result<Rc<FutureCore>> {
    if awaitables.is_empty() {
        let outer = get_event_loop()?.new_future();
        outer.finish_result(collect(&[])?);
        return Ok(outer);
    }
    let gathering = Rc::new(Gathering {
        outer: RefCell::default(),
        children: RefCell::default(),
        count: Cell::new(0),
        finished: Cell::new(0),
        return_exceptions,
        collect,
    });
    let told = gathering.clone();
    let done: Native = Rc::new(move |child: &Rc<FutureCore>| told.on_done(child));
    let (children, finished) = futures_of(awaitables, &gathering, &done)?;
    gathering.children.replace(children.clone());
    let event_loop = children.first().map(|child| child.event_loop().clone());
    let event_loop = event_loop.map_or_else(get_event_loop, Ok)?;
    let outer = FutureCore::new(
        &event_loop,
        Kind::Gathering {
            children,
            cancel_requested: Cell::new(false),
        },
    );
    gathering.outer.replace(Some(outer.clone()));
    finished.iter().for_each(|child| gathering.on_done(child));
    Ok(outer)
}

type Cores = Vec<Rc<FutureCore>>;

/// A future for each argument, equal arguments sharing one, and those that are done already.
fn futures_of(
    awaitables: Vec<Child>,
    gathering: &Gathering,
    done: &Native,
) -> Result<(Cores, Cores)> {
    let (mut children, mut finished): (Cores, Cores) =
        (Vec::with_capacity(awaitables.len()), Vec::new());
    let mut known = Known::default();
    let mut event_loop = None;
    for awaitable in awaitables {
        let identity = awaitable.identity();
        if let Some(child) = identity.and_then(|identity| known.find(identity)) {
            children.push(child);
            continue;
        }
        let is_coroutine = awaitable.is_coroutine();
        let child = awaitable.future(event_loop.as_ref())?;
        event_loop.get_or_insert_with(|| child.event_loop().clone());
        if let Some(task) = child.task()
            && is_coroutine
        {
            task.reports_destruction.set(false);
        }
        if let Some(identity) = identity {
            known.insert(identity, &child);
        }
        gathering.count.set(gathering.count.get() + 1);
        if child.is_done() {
            finished.push(child.clone());
        } else {
            child.add_native(done);
        }
        children.push(child);
    }
    Ok((children, finished))
}

/// The futures of the arguments that may be there twice. Coroutines that were called in the arguments never are.
#[derive(Default)]
struct Known(Option<HashMap<usize, Rc<FutureCore>>>);

impl Known {
    fn find(&self, identity: usize) -> Option<Rc<FutureCore>> {
        IDENTITIES.gate(|| self.0.as_ref()?.get(&identity).cloned())
    }

    fn insert(&mut self, identity: usize, child: &Rc<FutureCore>) {
        if IDENTITIES.is_on() {
            let known = self.0.get_or_insert_default();
            known.insert(identity, child.clone());
        }
    }
}

impl Gathering {
    fn on_done(&self, child: &Rc<FutureCore>) {
        self.finished.set(self.finished.get() + 1);
        let outer = self.outer.borrow().clone();
        let Some(outer) = outer.filter(|outer| !outer.is_done()) else {
            child.forget_error();
            return;
        };
        if !self.return_exceptions
            && let Some(error) = failure(child)
        {
            self.children.take();
            outer.finish_error(error);
            return;
        }
        if self.finished.get() < self.count.get() {
            return;
        }
        let children = self.children.take();
        if cancel_was_requested(&outer) {
            outer.finish_error(child.make_cancelled_error());
            return;
        }
        match (self.collect)(&children) {
            Ok(results) => outer.finish_result(results),
            Err(error) => outer.finish_error(error),
        }
    }
}

fn cancel_was_requested(outer: &FutureCore) -> bool {
    match &outer.kind {
        Kind::Gathering {
            cancel_requested, ..
        } => cancel_requested.get(),
        _ => false,
    }
}

/// What a child failed with.
fn failure(child: &Rc<FutureCore>) -> Option<Error> {
    match child.is_cancelled() {
        true => Some(child.make_cancelled_error()),
        false => child.error(),
    }
}

fn list_of<T: Object>(children: &[Rc<FutureCore>]) -> Result<Box<dyn Stored>> {
    let results: Result<Vec<T>> = children.iter().map(|child| child.result()).collect();
    Ok(Box::new(List::from(results?)))
}

fn list_of_outcomes(children: &[Rc<FutureCore>]) -> Result<Box<dyn Stored>> {
    let outcomes: Vec<Value> = children.iter().map(outcome).collect();
    Ok(Box::new(List::from(outcomes)))
}

/// The result or the exception of a child that is done.
fn outcome(child: &Rc<FutureCore>) -> Value {
    if child.is_cancelled() {
        let message = child.cancel_message.borrow().clone();
        return cancelled_error(vec![message.unwrap_or_else(|| Value::from(""))]).value();
    }
    match child.error() {
        Some(error) => error.value(),
        None => child
            .result::<Value>()
            .unwrap_or_else(|error| error.value()),
    }
}
