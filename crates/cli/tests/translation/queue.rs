// src/main.rs

pub mod queue;

use portalis::prelude::*;

fn main() -> ExitCode {
    run(queue::module)
}

// src/queue.rs

//! A worker that takes jobs from a queue until there are no more.

use portalis::asyncio;
use portalis::prelude::*;

pub async fn worker(queue: asyncio::Queue<Option<Str>>, done: List<Str>) -> Result<()> {
    loop {
        let job = queue.get().await?;
        if job.is_none() {
            break;
        }
        done.append(job.as_ref().expect("not None here").upper());
        queue.task_done()?;
    }
    Ok(())
}

pub async fn main() -> Result<()> {
    let queue = asyncio::Queue::<Option<Str>>::new(0);
    let done: List<Str> = List::new();
    let task = asyncio::create_task(worker(queue.clone(), done.clone()), None, None)?;
    for job in List::from([Str::from("a"), Str::from("b")]).iter()? {
        let job = job?;
        queue.put(Some(job)).await?;
    }
    queue.put(None).await?;
    task.await?;
    print(&[&done])?;
    Ok(())
}

/// Runs the module's statements.
pub fn module() -> Result<()> {
    asyncio::run(main(), None, None)?;
    Ok(())
}
