import { execFileSync } from "node:child_process";

import { built, newFolder } from "./places";
import { freePort, Started } from "./started";

/** The office's hub, on this machine, with a folder of its own. */
export class Hub {
  private running: Started | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  /** Starts a new one. */
  static async open(): Promise<Hub> {
    const hub = new Hub(newFolder("hub"), await freePort());
    await hub.start();
    return hub;
  }

  /** What desks call it. */
  get address(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** Starts it again where it was, on the same data. */
  async start(): Promise<void> {
    const listen = `127.0.0.1:${this.port}`;
    const args = ["hub", "serve", "--data", this.folder, "--listen", listen];
    const env = { ...process.env, RUST_LOG: "warn" };
    this.running = Started.program(built("greenlane"), args, { env });
    await this.running.listening(this.port);
  }

  /** Goes away: for desks that is a pulled cable. */
  async end(): Promise<void> {
    await this.running?.end();
    this.running = undefined;
  }

  /** A one-time code for a desk. */
  invite(role: "broker" | "supervisor" | "inspector"): string {
    return this.code("--role", role);
  }

  /** A one-time code for a merchant whose parcels bear this IOSS number. */
  inviteMerchant(name: string, ioss: string): string {
    return this.code("--role", "merchant", "--name", name, "--ioss", ioss);
  }

  private code(...words: string[]): string {
    const args = ["--json", "hub", "invite", "--data", this.folder, ...words];
    const answer = execFileSync(built("greenlane"), args, { encoding: "utf8" });
    return (JSON.parse(answer) as { code: string }).code;
  }
}
