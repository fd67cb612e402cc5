//! `TaskGroup`: tasks that are all done when the block is left.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::error::group::exception_group;
use portalis_runtime::{Error, Object, Result, Str, Value, View, errors, raise_error, raise_from};

use super::awaitable::{self, Awaitable, Coro};
use super::events::get_running_loop;
use super::exceptions::{is_cancelled, is_exit};
use super::futures::{FutureCore, Native};
use super::report::Report;
use super::step;
use super::{Loop, Task, future, waiting};

#[derive(Default)]
struct GroupData {
    entered: Cell<bool>,
    exiting: Cell<bool>,
    aborting: Cell<bool>,
    event_loop: RefCell<Option<Loop>>,
    parent: RefCell<Option<Rc<FutureCore>>>,
    parent_cancel_requested: Cell<bool>,
    tasks: RefCell<Vec<Rc<FutureCore>>>,
    errors: RefCell<Vec<Error>>,
    base_error: RefCell<Option<Error>>,
    on_completed: RefCell<Option<Rc<FutureCore>>>,
}

/// Asynchronous context manager for managing groups of tasks.
#[pyclass("class TaskGroup", module = "asyncio.taskgroups", repr)]
#[derive(Clone)]
pub struct TaskGroup(Rc<GroupData>);

#[pymethods]
impl TaskGroup {
    /// A new group.
    #[pyfn("def __new__(cls) -> TaskGroup")]
    pub fn new() -> TaskGroup {
        TaskGroup(Rc::default())
    }

    /// Begins the block.
    #[pyfn("async def __aenter__(self) -> TaskGroup")]
    pub fn aenter(&self) -> impl Future<Output = Result<TaskGroup>> + use<> {
        let this = self.clone();
        async move {
            if this.0.entered.get() {
                return Err(errors::runtime_error(format!(
                    "TaskGroup {} has already been entered",
                    this.shown()?
                )));
            }
            this.0.event_loop.replace(Some(get_running_loop()?));
            let Some(parent) = step::current() else {
                return Err(errors::runtime_error(format!(
                    "TaskGroup {} cannot determine the parent task",
                    this.shown()?
                )));
            };
            this.0.parent.replace(Some(parent));
            this.0.entered.set(true);
            Ok(this.clone())
        }
    }

    /// Waits for the tasks, and raises what they failed with.
    #[pyfn("async def __aexit__(self, et: Any, exc: Any, tb: Any) -> None")]
    pub fn aexit(
        &self,
        _et: Value,
        exc: Value,
        _tb: Value,
    ) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            let error = Error::of_value(&exc);
            this.0.exiting.set(true);
            if let Some(error) = error.as_ref().filter(|error| is_exit(error)) {
                this.0
                    .base_error
                    .borrow_mut()
                    .get_or_insert_with(|| error.clone());
            }
            let cancellation = error.clone().filter(is_cancelled);
            if error.is_some() && !this.0.aborting.get() {
                this.abort();
            }
            let cancellation = this.wait_for_tasks(cancellation).await?;
            this.finish(error, cancellation)
        }
    }

    /// Create a new task in this group, and return it.
    #[pyfn(
        "def create_task(self, coro: Coroutine[T], *, name: Any = None, context: Any = None) -> Task[T]"
    )]
    pub fn create_task<T: Object, A: Awaitable<Output = T>>(
        &self,
        coro: A,
        name: Option<Value>,
        context: Option<Value>,
    ) -> Result<Task<T>> {
        if let Some(state) = self.refusal() {
            close(coro);
            return Err(errors::runtime_error(format!(
                "TaskGroup {} {state}",
                self.shown()?
            )));
        }
        let event_loop = self
            .0
            .event_loop
            .borrow()
            .clone()
            .map_or_else(get_running_loop, Ok)?;
        let task = awaitable::task_of(&event_loop, coro, name, context)?;
        if task.is_done() {
            self.on_task_done(&task);
            return Ok(Task::of_core(task));
        }
        self.0.tasks.borrow_mut().push(task.clone());
        let this = self.clone();
        let on_done: Native = Rc::new(move |task: &Rc<FutureCore>| this.on_task_done(task));
        task.add_native(&on_done);
        Ok(Task::of_core(task))
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let mut info = String::new();
        let (tasks, errors) = (self.0.tasks.borrow().len(), self.0.errors.borrow().len());
        if tasks > 0 {
            info.push_str(&format!(" tasks={tasks}"));
        }
        if errors > 0 {
            info.push_str(&format!(" errors={errors}"));
        }
        if self.0.aborting.get() {
            info.push_str(" cancelling");
        } else if self.0.entered.get() {
            info.push_str(" entered");
        }
        Ok(Str::from(format!("<TaskGroup{info}>")))
    }
}

/// Keeps a coroutine that is not going to run from being reported.
fn close<A: Awaitable>(coro: A) {
    if let Ok(coro) = Coro::of(coro) {
        coro.close();
    }
}

impl Default for TaskGroup {
    fn default() -> Self {
        TaskGroup::new()
    }
}

impl TaskGroup {
    fn shown(&self) -> Result<Str> {
        View::repr(self)
    }

    /// Why the group takes no task.
    fn refusal(&self) -> Option<&'static str> {
        match () {
            () if !self.0.entered.get() => Some("has not been entered"),
            () if self.0.exiting.get() && self.0.tasks.borrow().is_empty() => Some("is finished"),
            () if self.0.aborting.get() => Some("is shutting down"),
            () => None,
        }
    }

    /// Waits until there are no tasks; gives the cancellation that is to go on afterwards.
    async fn wait_for_tasks(&self, mut cancellation: Option<Error>) -> Result<Option<Error>> {
        let event_loop = self
            .0
            .event_loop
            .borrow()
            .clone()
            .map_or_else(get_running_loop, Ok)?;
        while !self.0.tasks.borrow().is_empty() {
            let completed = event_loop.new_future();
            self.0.on_completed.replace(Some(completed.clone()));
            let outcome = waiting::done(&completed)
                .await
                .and_then(|()| completed.result::<Value>());
            if let Err(error) = outcome {
                if !is_cancelled(&error) {
                    return Err(error);
                }
                if !self.0.aborting.get() {
                    cancellation = Some(error);
                    self.abort();
                }
            }
            self.0.on_completed.take();
        }
        Ok(cancellation)
    }

    fn finish(&self, error: Option<Error>, mut cancellation: Option<Error>) -> Result<()> {
        let base_error = self.0.base_error.borrow().clone();
        if let Some(base_error) = base_error {
            return raise_error(base_error);
        }
        let parent = self.0.parent.borrow().clone();
        let parent = parent
            .as_ref()
            .and_then(|parent| Some((parent, parent.task()?)));
        if self.0.parent_cancel_requested.get()
            && parent.is_some_and(|(_, task)| task.uncancel() == 0)
        {
            cancellation = None;
        }
        if let Some(cancellation) = cancellation
            && self.0.errors.borrow().is_empty()
        {
            return raise_error(cancellation);
        }
        if let Some(error) = error.filter(|error| !is_cancelled(error)) {
            self.0.errors.borrow_mut().push(error);
        }
        let errors = self.0.errors.take();
        if errors.is_empty() {
            return Ok(());
        }
        if let Some((parent, task)) = parent
            && task.cancelling() > 0
        {
            task.uncancel();
            parent.cancel(None);
        }
        raise_from(
            exception_group("unhandled errors in a TaskGroup", errors),
            Value::None,
        )
    }

    fn abort(&self) {
        self.0.aborting.set(true);
        let tasks = self.0.tasks.borrow().clone();
        for task in tasks.iter().filter(|task| !task.is_done()) {
            task.cancel(None);
        }
    }

    fn on_task_done(&self, task: &Rc<FutureCore>) {
        self.0
            .tasks
            .borrow_mut()
            .retain(|known| !Rc::ptr_eq(known, task));
        let completed = self.0.on_completed.borrow().clone();
        if let Some(completed) = completed.filter(|completed| !completed.is_done())
            && self.0.tasks.borrow().is_empty()
        {
            completed.finish_result(Box::new(true));
        }
        if task.is_cancelled() {
            return;
        }
        let Some(error) = task.error() else { return };
        self.0.errors.borrow_mut().push(error.clone());
        if is_exit(&error) {
            self.0
                .base_error
                .borrow_mut()
                .get_or_insert_with(|| error.clone());
        }
        let parent = self.0.parent.borrow().clone();
        let Some(parent) = parent else { return };
        if parent.is_done() {
            self.report_orphan(task, &parent, &error);
        } else if !self.0.aborting.get() && !self.0.parent_cancel_requested.get() {
            // The parent is woken from whatever it does in the block; `finish` takes this request back.
            self.abort();
            self.0.parent_cancel_requested.set(true);
            parent.cancel(None);
        }
    }

    fn report_orphan(&self, task: &Rc<FutureCore>, parent: &Rc<FutureCore>, error: &Error) {
        let shown = |core: &Rc<FutureCore>| View::repr(&future::value(core)).unwrap_or_default();
        let (task_text, parent_text) = (shown(task), shown(parent));
        let message = format!(
            "Task {task_text} has errored out but its parent task {parent_text} is already completed"
        );
        parent.event_loop().report(
            Report::new(message)
                .error(error)
                .with("task", future::value(task)),
        );
    }
}
