/** Whether this machine can read SQLite files by its ODBC driver manager, and if not, why. */
export type OdbcAvailability =
  { readonly available: true } | { readonly available: false; readonly reason: string };

/** Tries it out: the npm package, the driver manager and the SQLite driver must all be there. */
export async function odbcAvailable(): Promise<OdbcAvailability> {
  try {
    const { default: odbc } = await import('odbc');
    const connection = await odbc.connect('Driver={SQLite3};Database=:memory:');
    await connection.close();
    return { available: true };
  } catch (error) {
    const told = (error as { odbcErrors?: { message: string }[] }).odbcErrors?.[0]?.message;
    return { available: false, reason: told ?? (error as Error).message };
  }
}
