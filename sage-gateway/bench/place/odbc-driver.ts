/** Whether this machine has a driver manager with the SQLite driver; else the gateway reads the same files embedded. */
export async function hasSqliteDriver(): Promise<boolean> {
  const odbc = await import('odbc').catch(() => undefined);
  const connection = await odbc?.default.connect('Driver=SQLite3;Database=:memory:').catch(() => undefined);
  await connection?.close();
  return connection !== undefined;
}
