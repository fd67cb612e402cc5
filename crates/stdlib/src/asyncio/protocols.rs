//! What a transport tells: a protocol of the program, or that of the streams.

use portalis_runtime::{Args, Bytes, Error, Result, Value, View, args, errors};

use super::Transport;

/// Who is told what happens on a connection.
pub(super) trait Protocol {
    /// There is a connection.
    fn connected(&self, transport: &Transport) -> Result<()>;

    /// Something has come in.
    fn received(&self, data: Vec<u8>) -> Result<()>;

    /// The peer has nothing more to say: whether the connection stays open for writing.
    fn ended(&self) -> Result<bool>;

    /// The connection is no more, or failed.
    fn lost(&self, error: Option<&Error>) -> Result<()>;

    /// There is too much to write.
    fn pause(&self) -> Result<()>;

    /// There is room again.
    fn resume(&self) -> Result<()>;

    /// As the program sees it.
    fn value(&self) -> Value;
}

/// A protocol of the program: an object with the methods of `asyncio.Protocol`.
pub(super) struct Own(pub(super) Value);

impl Own {
    fn tell(&self, method: &str, args: Args) -> Result<Value> {
        self.0.quiet_call_method(method, args)
    }

    /// Gives the data to a `BufferedProtocol`, in pieces of the size of its buffer.
    fn fill(&self, data: &[u8]) -> Result<()> {
        let mut rest = data;
        while !rest.is_empty() {
            let buffer = self.tell("get_buffer", args![Value::from(rest.len())])?;
            let room = usize::try_from(buffer.len()?.clamp_i64()).unwrap_or(0);
            if room == 0 {
                return Err(errors::runtime_error(
                    "get_buffer() returned an empty buffer",
                ));
            }
            let (part, left) = rest.split_at(room.min(rest.len()));
            for (at, byte) in part.iter().enumerate() {
                buffer.set_item(&Value::from(at), Value::from(i64::from(*byte)))?;
            }
            self.tell("buffer_updated", args![Value::from(part.len())])?;
            rest = left;
        }
        Ok(())
    }
}

impl Protocol for Own {
    fn connected(&self, transport: &Transport) -> Result<()> {
        self.tell("connection_made", args![transport.to_value()])
            .map(drop)
    }

    fn received(&self, data: Vec<u8>) -> Result<()> {
        if self.0.quiet_find_attr("buffer_updated")?.is_some() {
            return self.fill(&data);
        }
        self.tell("data_received", args![Value::Bytes(Bytes::from(data))])
            .map(drop)
    }

    fn ended(&self) -> Result<bool> {
        let keeps = self.tell("eof_received", Args::new())?;
        View::truthy(&keeps)
    }

    fn lost(&self, error: Option<&Error>) -> Result<()> {
        let error = error.map_or(Value::None, Error::value);
        self.tell("connection_lost", args![error]).map(drop)
    }

    fn pause(&self) -> Result<()> {
        self.tell("pause_writing", Args::new()).map(drop)
    }

    fn resume(&self) -> Result<()> {
        self.tell("resume_writing", Args::new()).map(drop)
    }

    fn value(&self) -> Value {
        self.0.clone()
    }
}
