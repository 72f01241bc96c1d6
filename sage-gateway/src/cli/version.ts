import packageJson from '../../package.json' with { type: 'json' };

/** The gateway's version, of its package.json. */
export const version: string = packageJson.version;
