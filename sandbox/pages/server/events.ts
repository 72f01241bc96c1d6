import type { EventMessage } from 'apex-runtime';
import type { Request, Response } from 'express';

/** Hands the org's platform events to the open pages. */
export class PlatformEvents {
  readonly #open = new Set<Response>();

  /** An event was delivered. */
  publish(message: EventMessage): void {
    for (const response of this.#open) response.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  /** Streams all events until the page goes; a browser has few connections, so a page has one stream for all channels. */
  stream(_req: Request, res: Response): void {
    // Compressed, the first events would wait for more.
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
    res.write(': open\n\n');
    res.flushHeaders();
    this.#open.add(res);
    res.once('close', () => this.#open.delete(res));
  }
}
