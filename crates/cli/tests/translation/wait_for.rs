// src/main.rs

pub mod wait_for;

use portalis::prelude::*;

fn main() -> ExitCode {
    run(wait_for::module)
}

// src/wait_for.rs

//! A time limit.

use portalis::asyncio;
use portalis::prelude::*;

pub async fn slow() -> Result<Str> {
    asyncio::sleep(5.0).await?;
    Ok(Str::from("done"))
}

pub async fn main() -> Result<()> {
    let outcome: Result<()> = 'body: {
        try_!('body, print(&[&try_!('body, asyncio::wait_for(slow(), Some(0.01)).await)]));
        Ok(())
    };
    if let Err(error) = outcome {
        let _handling = handling(&error);
        if error.is(&errors::TimeoutError) {
            print(&[&Str::from("too slow")])?;
        } else {
            return Err(error);
        }
    }
    Ok(())
}

/// Runs the module's statements.
pub fn module() -> Result<()> {
    asyncio::run(main(), None, None)?;
    Ok(())
}
