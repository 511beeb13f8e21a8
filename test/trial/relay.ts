import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * A plain TCP relay between two parts of a trial: a balancer before the bots, and the wire to the database, which can be cut or
 * held up. A connection goes to the first target, beginning with another each time, that takes it.
 */
export type Target = { path: string } | { host: string; port: number };

export type Relay = {
  port: number;
  /** Resets the connections that are open, as a broken wire does; a unix socket only ends. */
  cut: () => void;
  /** From now on nothing passes, in either direction, until released. */
  hold: () => void;
  release: () => void;
};

export async function startRelay(targets: () => Target[]): Promise<Relay> {
  const open = new Set<Socket>();
  let isHeld = false;
  let turn = 0;
  const server = createServer((client) => {
    const list = targets();
    turn += 1;
    const order = list.map((_, at) => list[(at + turn) % list.length]).filter((one) => one !== undefined);
    keep(client);
    join(client, order);
  });

  function keep(socket: Socket): void {
    open.add(socket);
    if (isHeld) socket.pause();
    socket.on("error", () => socket.destroy());
    socket.once("close", () => open.delete(socket));
  }

  /** Nothing is lost while one target after the other is tried: the client's bytes wait in its own buffer. */
  function join(client: Socket, [target, ...others]: Target[]): void {
    if (!target) return void client.resetAndDestroy();
    const upstream = connect(target);
    upstream.once("error", () => {
      if (!client.destroyed) join(client, others);
    });
    upstream.once("connect", () => {
      upstream.removeAllListeners("error");
      keep(upstream);
      client.pipe(upstream).pipe(client);
      if (isHeld) for (const end of [client, upstream]) end.pause();
      // What was killed resets its connections: the other side must see just that.
      client.once("close", () => upstream.destroy());
      upstream.once("close", () => client.destroy());
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      for (const socket of open) {
        if (socket.remoteFamily) socket.resetAndDestroy();
        else socket.destroy();
      }
    },
    hold: () => {
      isHeld = true;
      for (const socket of open) socket.pause();
    },
    release: () => {
      isHeld = false;
      for (const socket of open) socket.resume();
    },
  };
}
