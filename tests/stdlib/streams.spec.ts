import {describe, expect, it} from "vitest";
import {makeGenerators} from "../../web/stdlib/generators.ts";
import {makeStream} from "../../web/stdlib/makeStream.ts";
import {makeMutable} from "../../web/stdlib/mutable.ts";

describe("a stream", () => {
  it("keeps the latest value for a slow reader, or every one when it queues", async () => {
    let push: (value: number) => void = () => undefined;
    const start = (send: typeof push) => void (push = send);
    const latest = makeStream(start);
    const first = latest.next();
    [1, 2, 3].forEach(push);
    expect(await first).toEqual({done: false, value: 1});
    expect(await latest.next()).toEqual({done: false, value: 3});

    const all = makeStream(start, {queue: true});
    const given = all.next();
    [1, 2, 3].forEach(push);
    const values = [await given, await all.next(), await all.next()].map(({value}) => value);
    expect(values).toEqual([1, 2, 3]);
  });

  it("starts at the first request and stops once, also while somebody waits", async () => {
    const events: string[] = [];
    const stream = makeStream<number>((push) => {
      events.push("start");
      push(1);
      return () => events.push("stop");
    });
    expect(events).toEqual([]);
    await stream.next();
    const waiting = stream.next();
    await stream.return();
    await stream.return();
    expect(await waiting).toEqual({done: true, value: undefined});
    expect(await stream.next()).toEqual({done: true, value: undefined});
    expect(events).toEqual(["start", "stop"]);
  });

  it("never starts when it is ended first", async () => {
    let started = false;
    const stream = makeStream(() => void (started = true));
    await stream.return();
    expect((await stream.next()).done).toBe(true);
    expect(started).toBe(false);
  });

  it("works in for await", async () => {
    const seen: number[] = [];
    const stream = makeStream<number>((push) => [1, 2, 3].forEach(push), {queue: true});
    for await (const value of stream) {
      seen.push(value);
      if (value === 3) break;
    }
    expect(seen).toEqual([1, 2, 3]);
    expect((await stream.next()).done).toBe(true);
  });
});

describe("Mutable", () => {
  it("gives readers its present value and then what its owner sets", async () => {
    const count = makeMutable(1);
    count.value++;
    expect(count.value).toBe(2);
    expect((await count.next()).value).toBe(2);
    const next = count.next();
    count.value = 5;
    expect((await next).value).toBe(5);
  });
});

describe("Generators without a document", () => {
  const generators = makeGenerators(undefined);

  it("give one width and one time", async () => {
    expect((await generators.width().next()).value).toBe(640);
    expect((await generators.now().next()).value).toBeGreaterThan(1.6e12);
  });

  it("read an input's events until they are returned", async () => {
    const input = Object.assign(new EventTarget(), {value: 1});
    const values = generators.input(input);
    expect((await values.next()).value).toBe(1);
    const next = values.next();
    input.value = 2;
    input.dispatchEvent(new Event("input"));
    expect((await next).value).toBe(2);
    await values.return();
    input.dispatchEvent(new Event("input"));
    expect((await values.next()).done).toBe(true);
  });
});
