//! Policies: which loop is made and set, and the factories of tasks that start at once.
//!
//! *Invariant:* without a policy that the program has set, nothing here runs.

use std::cell::RefCell;

use portalis_macros::{pyclass, pyconst, pyfn, pymethods};
use portalis_runtime::{Args, NativeType, Object, Result, Str, Value, View, args, errors};

use super::events::{self, Loop};
use super::{Task, awaitable::Coro};
use crate::contextvars;
use crate::support::builtin;

/// What makes and remembers event loops.
#[pyclass("class _UnixDefaultEventLoopPolicy", module = "asyncio.unix_events")]
#[derive(Clone)]
pub struct DefaultEventLoopPolicy(std::rc::Rc<()>);

/// The class of policies.
#[pyconst("DefaultEventLoopPolicy: Any")]
pub fn default_event_loop_policy() -> Value {
    DefaultEventLoopPolicy::CLASS.class().value()
}

/// The class of policies.
#[pyconst("AbstractEventLoopPolicy: Any")]
pub fn abstract_event_loop_policy() -> Value {
    default_event_loop_policy()
}

thread_local! {
    static POLICY: RefCell<Option<Policy>> = const { RefCell::new(None) };
}

/// A policy that the program has set, and how it is asked: programs without one do without the way.
#[derive(Clone)]
pub(super) struct Policy {
    object: Value,
    make: fn(&Value, &str) -> Result<Loop>,
    set: fn(&Value, Option<Loop>) -> Result<()>,
}

impl Policy {
    fn new(object: Value) -> Policy {
        Policy {
            object,
            make: |object, name| Object::from_value(object.call_method(name, Args::new())?),
            set: |object, event_loop| {
                let value = event_loop.map_or(Value::None, |event_loop| event_loop.to_value());
                object.call_method("set_event_loop", args![value]).map(drop)
            },
        }
    }

    /// What its method `name` gives.
    pub(super) fn event_loop(&self, name: &str) -> Result<Loop> {
        (self.make)(&self.object, name)
    }

    /// `set_event_loop`.
    pub(super) fn set_event_loop(&self, event_loop: Option<Loop>) -> Result<()> {
        (self.set)(&self.object, event_loop)
    }
}

/// The policy that the program has set.
pub(super) fn current() -> Option<Policy> {
    POLICY.with_borrow(Clone::clone)
}

/// Get the current event loop policy.
#[pyfn("def get_event_loop_policy() -> Any")]
pub fn get_event_loop_policy() -> Value {
    match current() {
        Some(policy) => policy.object,
        None => View::to_value(&DefaultEventLoopPolicy::new()),
    }
}

/// Set the current event loop policy; None is the default one.
#[pyfn("def set_event_loop_policy(policy: Any) -> None")]
pub fn set_event_loop_policy(policy: Value) -> Result<()> {
    if !policy.is_none() && policy.find_attr("new_event_loop")?.is_none() {
        return Err(errors::type_error(format!(
            "policy must be an instance of _UnixSelectorEventLoopPolicy or None, not '{}'",
            policy.class_name()
        )));
    }
    let old = POLICY.replace((!policy.is_none()).then(|| Policy::new(policy)));
    drop(old);
    Ok(())
}

/// A policy of another system.
#[pyfn("def WindowsSelectorEventLoopPolicy() -> Any")]
pub fn windows_selector_event_loop_policy() -> Result<Value> {
    Err(missing("WindowsSelectorEventLoopPolicy"))
}

/// A policy of another system.
#[pyfn("def WindowsProactorEventLoopPolicy() -> Any")]
pub fn windows_proactor_event_loop_policy() -> Result<Value> {
    Err(missing("WindowsProactorEventLoopPolicy"))
}

/// A loop of another system.
#[pyfn("def ProactorEventLoop() -> Any")]
pub fn proactor_event_loop() -> Result<Value> {
    Err(missing("ProactorEventLoop"))
}

fn missing(name: &str) -> portalis_runtime::Error {
    errors::attribute_error(format!("module 'asyncio' has no attribute '{name}'"))
}

#[pymethods]
impl DefaultEventLoopPolicy {
    /// The policy of systems with selectors.
    #[pyfn("def __new__(cls) -> _UnixDefaultEventLoopPolicy")]
    pub fn new() -> DefaultEventLoopPolicy {
        DefaultEventLoopPolicy(std::rc::Rc::new(()))
    }

    /// The loop that is set.
    #[pyfn("def get_event_loop(self) -> _UnixSelectorEventLoop")]
    pub fn get_event_loop(&self) -> Result<Loop> {
        events::loop_that_is_set()
    }

    /// Sets the loop.
    #[pyfn("def set_event_loop(self, loop: _UnixSelectorEventLoop | None) -> None")]
    pub fn set_event_loop(&self, event_loop: Option<Loop>) {
        events::put_loop(event_loop);
    }

    /// Makes a loop.
    #[pyfn("def new_event_loop(self) -> _UnixSelectorEventLoop")]
    pub fn new_event_loop(&self) -> Loop {
        events::make_loop()
    }
}

impl Default for DefaultEventLoopPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// A task factory whose tasks take their first step at once.
#[pyfn(
    "def eager_task_factory(loop: _UnixSelectorEventLoop, coro: Any, *, name: Any = None, context: Any = None) -> Any"
)]
pub fn eager_task_factory(
    event_loop: Loop,
    coro: Value,
    name: Option<Value>,
    context: Option<Value>,
) -> Result<Value> {
    let coro = Coro::of_value(&coro)?;
    let context = contextvars::given(context)?;
    let spawn = match event_loop.is_running() {
        true => super::step::spawn_eager,
        false => super::step::spawn,
    };
    let task: Task<Value> = Task::of_core(spawn(&event_loop, coro, name, context)?);
    Ok(View::to_value(&task))
}

/// Create a task factory on top of a constructor of tasks with the keyword `eager_start`.
#[pyfn("def create_eager_task_factory(custom_task_constructor: Any) -> Any")]
pub fn create_eager_task_factory(custom_task_constructor: Value) -> Value {
    builtin("factory", move |args| {
        let (positional, mut keywords) = (args.values().to_vec(), args.keywords().to_vec());
        let mut positional = positional.into_iter();
        let event_loop = positional.next().unwrap_or_default();
        for (key, value) in [("loop", event_loop), ("eager_start", Value::Bool(true))] {
            keywords.push((Str::from(key), value));
        }
        custom_task_constructor.call(Args::with_keywords(positional.collect(), keywords))
    })
}
