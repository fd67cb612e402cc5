// src/main.rs

pub mod create_task;

use portalis::prelude::*;

fn main() -> ExitCode {
    run(create_task::module)
}

// src/create_task.rs

//! Two tasks at the same time.

use portalis::asyncio;
use portalis::prelude::*;

pub async fn greet(name: Str, delay: f64) -> Result<Str> {
    asyncio::sleep(delay).await?;
    Ok(fstr!("hello {name}"))
}

pub async fn main() -> Result<()> {
    let slow = asyncio::create_task(greet(Str::from("slow"), 0.02), None, None)?;
    let fast = asyncio::create_task(greet(Str::from("fast"), 0.01), None, None)?;
    print(&[&fast.await?])?;
    print(&[&slow.await?])?;
    Ok(())
}

/// Runs the module's statements.
pub fn module() -> Result<()> {
    asyncio::run(main(), None, None)?;
    Ok(())
}
