//! Futures of tokio inside tasks of the loop: `cargo test -p portalis-async --features tokio --test tokio`.

use portalis_async::host::tokio::net::{TcpListener, TcpStream};
use portalis_async::host::tokio::time;
use portalis_async::{AsyncRuntime, spawn, spawn_blocking, spawn_local};
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

async fn read(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        stream.readable().await?;
        match stream.try_read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            result => return result,
        }
    }
}

async fn write(stream: &TcpStream, bytes: &[u8]) -> io::Result<usize> {
    loop {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            result => return result,
        }
    }
}

#[test]
fn sockets_work_in_local_tasks_and_on_other_threads() -> io::Result<()> {
    AsyncRuntime::new().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let greeting = Rc::new("hello ");
        let server = spawn_local(async move {
            for _ in 0..2 {
                let (stream, _) = listener.accept().await?;
                let mut buffer = [0; 64];
                let count = read(&stream, &mut buffer).await?;
                write(&stream, greeting.as_bytes()).await?;
                write(&stream, &buffer[..count]).await?;
            }
            io::Result::Ok(())
        });
        let ask = |name: &'static str| async move {
            let stream = TcpStream::connect(address).await?;
            write(&stream, name.as_bytes()).await?;
            let (mut answer, mut buffer) = (String::new(), [0; 64]);
            loop {
                let count = read(&stream, &mut buffer).await?;
                if count == 0 {
                    return io::Result::Ok(answer);
                }
                answer.push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
        };
        assert_eq!(ask("loop").await?, "hello loop");
        assert_eq!(
            spawn(ask("pool")).await.expect("nobody aborts it")?,
            "hello pool"
        );
        server.await.expect("nobody aborts it")
    })
}

#[test]
fn tokio_tells_the_time_and_runs_calls() {
    AsyncRuntime::new().block_on(async {
        let start = Instant::now();
        time::sleep(Duration::from_millis(5)).await;
        let late = time::timeout(Duration::from_millis(5), std::future::pending::<()>()).await;
        assert!(late.is_err() && start.elapsed() >= Duration::from_millis(10));
        assert_eq!(spawn_blocking(|| 3).await.ok(), Some(3));
    });
}
