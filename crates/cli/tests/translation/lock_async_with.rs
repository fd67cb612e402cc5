// src/main.rs

pub mod lock_async_with;

use portalis::prelude::*;

fn main() -> ExitCode {
    run(lock_async_with::module)
}

// src/lock_async_with.rs

//! A lock around what must not be interleaved.

use portalis::asyncio;
use portalis::prelude::*;

pub async fn add(lock: asyncio::Lock, log: List<Int>, n: Int) -> Result<()> {
    let manager = lock.to_value();
    manager.aenter().await?;
    let outcome: Result<()> = 'body: {
        log.append(n.clone());
        try_!('body, asyncio::sleep(0.0).await);
        log.append(n.clone());
        Ok(())
    };
    manager.aleave(outcome).await?;
    Ok(())
}

pub async fn main() -> Result<()> {
    let lock: asyncio::Lock = asyncio::Lock::new();
    let log: List<Int> = List::new();
    let first = asyncio::create_task(add(lock.clone(), log.clone(), Int::from(1)), None, None)?;
    add(lock.clone(), log.clone(), Int::from(2)).await?;
    first.await?;
    print(&[&log])?;
    Ok(())
}

/// Runs the module's statements.
pub fn module() -> Result<()> {
    asyncio::run(main(), None, None)?;
    Ok(())
}
