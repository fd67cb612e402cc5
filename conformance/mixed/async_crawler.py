"""A crawler over a made-up web, with a limit, a depth and broken links."""

import asyncio

WEB = {
    "/": ["/a", "/b", "/missing"],
    "/a": ["/a/1", "/b", "/"],
    "/b": ["/c"],
    "/c": ["/c/deep", "/slow"],
    "/a/1": [],
    "/c/deep": ["/c/deeper"],
    "/c/deeper": ["/"],
    "/slow": ["/never"],
}


class FetchError(Exception):
    def __init__(self, url, status):
        super().__init__(f"{status} for {url}")
        self.status = status


async def fetch(url):
    for _ in range(len(url)):
        await asyncio.sleep(0)
    if url == "/slow":
        await asyncio.sleep(30)
    if url not in WEB:
        raise FetchError(url, 404)
    return WEB[url]


class Crawler:
    def __init__(self, fetch, max_depth=4, workers=2):
        self.fetch = fetch
        self.max_depth = max_depth
        self.workers = workers
        self.queue = asyncio.Queue()
        self.seen = {}
        self.errors = []

    async def crawl(self, start):
        self.add(start, 0)
        tasks = [asyncio.create_task(self.worker()) for _ in range(self.workers)]
        await self.queue.join()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return self.seen

    def add(self, url, depth):
        if url not in self.seen and depth <= self.max_depth:
            self.seen[url] = depth
            self.queue.put_nowait((url, depth))

    async def worker(self):
        while True:
            url, depth = await self.queue.get()
            try:
                links = await asyncio.wait_for(self.fetch(url), timeout=0.1)
            except FetchError as error:
                self.errors.append(str(error))
            except TimeoutError:
                self.errors.append(f"timeout for {url}")
            else:
                for link in links:
                    self.add(link, depth + 1)
            finally:
                self.queue.task_done()


async def main():
    crawler = Crawler(fetch)
    seen = await crawler.crawl("/")
    for url, depth in sorted(seen.items()):
        print("  " * depth + url)
    print(sorted(crawler.errors))
    shallow = Crawler(fetch, max_depth=1, workers=1)
    print(list(await shallow.crawl("/")))


asyncio.run(main())
