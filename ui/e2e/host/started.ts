import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo, connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A program that a story started and will end. */
export class Started {
  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  static program(name: string, args: string[], options: SpawnOptions = {}): Started {
    const child = spawn(name, args, { stdio: ["ignore", "pipe", "inherit"], ...options });
    child.on("error", () => {});
    return new Started(name, child);
  }

  /** Waits for its first line. */
  async firstLine(): Promise<string> {
    let text = "";
    for await (const chunk of this.child.stdout ?? []) {
      text += String(chunk);
      if (text.includes("\n")) {
        this.child.stdout?.resume();
        return text.slice(0, text.indexOf("\n"));
      }
    }
    throw new Error(`${this.name} ended before it said anything (status ${this.child.exitCode})`);
  }

  /** Waits until it takes connections on a port. */
  async listening(port: number): Promise<void> {
    this.child.stdout?.resume();
    for (let tries = 0; tries < 200; tries++) {
      if (this.child.exitCode !== null) break;
      if (await answers(port)) return;
      await pause(50);
    }
    throw new Error(`${this.name} does not listen on port ${port} (status ${this.child.exitCode})`);
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const gone = await Promise.race([ended.then(() => true), pause(5000, false)]);
    if (!gone) {
      this.child.kill("SIGKILL");
      await ended;
    }
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
