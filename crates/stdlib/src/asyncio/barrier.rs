//! `Barrier`: tasks that wait for each other.

use std::cell::Cell;
use std::rc::Rc;

use portalis_macros::{pyclass, pymethods};
use portalis_runtime::{Int, Result, Str, Value, errors};

use super::Condition;
use super::exceptions::broken_barrier_error;
use super::locks::shown;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Filling,
    Draining,
    Resetting,
    Broken,
}

struct BarrierData {
    condition: Condition,
    parties: i64,
    count: Cell<i64>,
    state: Cell<State>,
}

/// A point that a number of tasks pass together.
#[pyclass("class Barrier", module = "asyncio.locks", repr)]
#[derive(Clone)]
pub struct Barrier(Rc<BarrierData>);

#[pymethods]
impl Barrier {
    /// A barrier for a number of tasks.
    #[pyfn("def __new__(cls, parties: int) -> Barrier")]
    pub fn new(parties: i64) -> Result<Barrier> {
        if parties < 1 {
            return Err(errors::value_error("parties must be > 0"));
        }
        Ok(Barrier(Rc::new(BarrierData {
            condition: Condition::new(None),
            parties,
            count: Cell::new(0),
            state: Cell::new(State::Filling),
        })))
    }

    /// Wait for the others; each task gets a number of its own.
    #[pyfn("async def wait(self) -> int")]
    pub fn wait(&self) -> impl Future<Output = Result<Int>> + use<> {
        let this = self.clone();
        async move {
            this.0.condition.acquire().await?;
            let outcome = this.wait_locked().await;
            this.0.condition.release()?;
            outcome
        }
    }

    /// Waits.
    #[pyfn("async def __aenter__(self) -> int")]
    pub fn aenter(&self) -> impl Future<Output = Result<Int>> + use<> {
        let this = self.clone();
        async move { this.wait().await }
    }

    /// Does nothing.
    #[pyfn("async def __aexit__(self, *args: Any) -> None")]
    pub fn aexit(&self, _args: &[Value]) -> impl Future<Output = Result<()>> + use<> {
        async move { Ok(()) }
    }

    /// Put the barrier back; tasks that wait get BrokenBarrierError.
    #[pyfn("async def reset(self) -> None")]
    pub fn reset(&self) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            this.0.condition.acquire().await?;
            let state = if this.0.count.get() > 0 {
                State::Resetting
            } else {
                State::Filling
            };
            this.0.state.set(state);
            let outcome = this.0.condition.notify_all();
            this.0.condition.release()?;
            outcome
        }
    }

    /// Break the barrier: tasks that wait, now or later, get BrokenBarrierError.
    #[pyfn("async def abort(self) -> None")]
    pub fn abort(&self) -> impl Future<Output = Result<()>> + use<> {
        let this = self.clone();
        async move {
            this.0.condition.acquire().await?;
            this.0.state.set(State::Broken);
            let outcome = this.0.condition.notify_all();
            this.0.condition.release()?;
            outcome
        }
    }

    /// How many tasks pass together.
    #[pyfn("def parties(self) -> int", property)]
    pub fn parties(&self) -> Int {
        Int::new(self.0.parties)
    }

    /// How many tasks wait.
    #[pyfn("def n_waiting(self) -> int", property)]
    pub fn n_waiting(&self) -> Int {
        let is_filling = self.0.state.get() == State::Filling;
        Int::new(if is_filling { self.0.count.get() } else { 0 })
    }

    /// Whether it was aborted.
    #[pyfn("def broken(self) -> bool", property)]
    pub fn broken(&self) -> bool {
        self.0.state.get() == State::Broken
    }

    async fn wait_locked(&self) -> Result<Int> {
        self.wait_while(|state| matches!(state, State::Draining | State::Resetting))
            .await?;
        if self.broken() {
            return Err(broken_barrier_error(vec![Value::from("Barrier aborted")]));
        }
        let index = self.0.count.get();
        self.0.count.set(index + 1);
        let outcome = self.pass(index).await;
        self.0.count.set(self.0.count.get() - 1);
        self.leave()?;
        outcome.map(|()| Int::new(index))
    }

    async fn pass(&self, index: i64) -> Result<()> {
        if index + 1 == self.0.parties {
            self.0.state.set(State::Draining);
            return self.0.condition.notify_all();
        }
        self.wait_while(|state| state == State::Filling).await?;
        match self.0.state.get() {
            State::Broken | State::Resetting => Err(broken_barrier_error(vec![Value::from(
                "Abort or reset of barrier",
            )])),
            _ => Ok(()),
        }
    }

    async fn wait_while(&self, condition: impl Fn(State) -> bool) -> Result<()> {
        while condition(self.0.state.get()) {
            self.0.condition.wait().await?;
        }
        Ok(())
    }

    /// The last task to leave lets the next ones in.
    fn leave(&self) -> Result<()> {
        if self.0.count.get() > 0 {
            return Ok(());
        }
        if matches!(self.0.state.get(), State::Resetting | State::Draining) {
            self.0.state.set(State::Filling);
        }
        self.0.condition.notify_all()
    }

    /// `repr(self)`.
    #[pyfn("def __repr__(self) -> str")]
    pub fn py_repr(&self) -> Result<Str> {
        let state = match self.0.state.get() {
            State::Filling => "filling",
            State::Draining => "draining",
            State::Resetting => "resetting",
            State::Broken => "broken",
        };
        let waiters = match self.broken() {
            true => String::new(),
            false => format!(", waiters:{}/{}", self.n_waiting(), self.0.parties),
        };
        shown(self, state, &waiters)
    }
}
