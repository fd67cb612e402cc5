"""A chat room simulation with rooms, users and broadcasts."""

import asyncio


class User:
    def __init__(self, name):
        self.name = name
        self.inbox = asyncio.Queue()
        self.received = []

    async def listen(self):
        while True:
            message = await self.inbox.get()
            if message is None:
                return len(self.received)
            self.received.append(message)


class Room:
    def __init__(self, title):
        self.title = title
        self.members = {}

    async def join(self, user):
        if user.name in self.members:
            raise ValueError(f"{user.name} is already in {self.title}")
        self.members[user.name] = user
        await self.broadcast("*", f"{user.name} joined")

    async def leave(self, user):
        self.members.pop(user.name, None)
        await self.broadcast("*", f"{user.name} left")

    async def broadcast(self, sender, text):
        for name, member in self.members.items():
            if name != sender:
                await member.inbox.put(f"[{self.title}] {sender}: {text}")

    async def say(self, user, text):
        if text.startswith("@"):
            target, _, rest = text[1:].partition(" ")
            if target not in self.members:
                await user.inbox.put(f"no user {target}")
            else:
                await self.members[target].inbox.put(f"(private) {user.name}: {rest}")
        else:
            await self.broadcast(user.name, text)


async def main():
    room = Room("python")
    users = [User(n) for n in ("ann", "bob", "cid")]
    listeners = [asyncio.create_task(u.listen()) for u in users]
    ann, bob, cid = users
    for user in users:
        await room.join(user)
    try:
        await room.join(ann)
    except ValueError as error:
        print(error)
    await room.say(ann, "hello all")
    await room.say(bob, "@ann psst")
    await room.say(cid, "@dave are you there?")
    await room.leave(bob)
    await room.say(ann, "bye")
    for user in users:
        await user.inbox.put(None)
    counts = await asyncio.gather(*listeners)
    for user, count in zip(users, counts):
        print(user.name, count)
        for message in user.received:
            print("   ", message)


asyncio.run(main())
