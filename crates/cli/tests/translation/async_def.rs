// src/main.rs

pub mod async_def;

use portalis::prelude::*;

fn main() -> ExitCode {
    run(async_def::module)
}

// src/async_def.rs

//! An async function, awaited by another.

use portalis::asyncio;
use portalis::prelude::*;

/// Twice the number, a little later.
pub async fn double(n: Int) -> Result<Int> {
    asyncio::sleep(0.01).await?;
    Ok(n * 2)
}

pub async fn main() -> Result<()> {
    print(&[&double(Int::from(21)).await?])?;
    Ok(())
}

/// Runs the module's statements.
pub fn module() -> Result<()> {
    asyncio::run(main(), None, None)?;
    Ok(())
}
