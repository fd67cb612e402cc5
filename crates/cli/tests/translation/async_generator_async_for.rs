// src/main.rs

pub mod async_generator_async_for;

use portalis::prelude::*;

fn main() -> ExitCode {
    run(async_generator_async_for::module)
}

// src/async_generator_async_for.rs

//! An async generator and the loop that consumes it.

use portalis::asyncio;
use portalis::prelude::*;

pub fn countdown(mut start: Int) -> AsyncGenerator<Int> {
    async_generator("countdown", move |y: Yielder<Int>| async move {
        while start > 0 {
            y.yield_(start.clone()).await?;
            asyncio::sleep(0.0).await?;
            start = &start - 1;
        }
        Ok(())
    })
}

pub async fn main() -> Result<()> {
    {
        let iterator = countdown(Int::from(3)).aiter()?;
        while let Some(n) = iterator.anext().await? {
            print(&[&n])?;
        }
    }
    Ok(())
}

/// Runs the module's statements.
pub fn module() -> Result<()> {
    asyncio::run(main(), None, None)?;
    Ok(())
}
