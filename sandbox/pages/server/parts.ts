import type { Org } from 'apex-runtime';
import type { Sessions } from '../../org/oauth/sessions.ts';
import type { Schema } from '../../org/schema.ts';
import type { PlatformEvents } from './events.ts';

/** What the pages need of the emulated org. */
export interface PagesParts {
  readonly org: Org;
  readonly schema: Schema;
  readonly sessions: Sessions;
  readonly orgId: string;
  readonly events: PlatformEvents;
  /** Metadata folders; their components, tabs and permission sets make the pages. */
  readonly folders: readonly string[];
  /** Who may be chosen at the login. */
  readonly usernames: readonly string[];
}

/** A refusal as the platform hands it to a component: `error.body.message`. */
export class PageError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
