// src/main.rs

pub mod gather;

use portalis::prelude::*;

fn main() -> ExitCode {
    run(gather::module)
}

// src/gather.rs

//! Several results in the order of the calls.

use portalis::asyncio;
use portalis::prelude::*;

pub async fn square(n: Int) -> Result<Int> {
    asyncio::sleep(0.001 * (5 - &n).to_f64()?).await?;
    Ok(&n * &n)
}

pub async fn main() -> Result<()> {
    let (a, b) = asyncio::gather_tuple((square(Int::from(3)), square(Int::from(4))))?.await?;
    print(&[&a, &b])?;
    Ok(())
}

/// Runs the module's statements.
pub fn module() -> Result<()> {
    asyncio::run(main(), None, None)?;
    Ok(())
}
