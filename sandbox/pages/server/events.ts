import type { EventMessage } from 'apex-runtime';
import type { Request, Response } from 'express';

/** Hands the org's platform events to the open pages that subscribed to them. */
export class PlatformEvents {
  readonly #open = new Map<Response, string>();

  /** An event was delivered. */
  publish(message: EventMessage): void {
    for (const [response, wanted] of this.#open)
      if (wanted === message.channel) response.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  /** Streams the events of `?channel=/event/X__e` until the page goes. */
  stream(req: Request, res: Response): void {
    // Compressed, the first events would wait for more.
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
    res.write(': open\n\n');
    res.flushHeaders();
    this.#open.set(res, String(req.query['channel'] ?? ''));
    res.once('close', () => this.#open.delete(res));
  }
}
