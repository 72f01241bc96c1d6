/**
 * Baseline: the package `odbc` and a cursor, nothing else. Reads all rows of a query and counts them:
 * node cursor-loop.ts <connection string> <SQL> <rows a fetch>; prints {"rows", "seconds", "peakMb"}.
 */
import odbc from 'odbc';
import { memoryOf } from '../servers/process-figures.ts';

const [, , connectionString = '', sql = '', fetchSize = ''] = process.argv;
const connection = await odbc.connect(connectionString);
const begin = performance.now();
const cursor = await connection.query(sql, { cursor: true, fetchSize: Number(fetchSize) });
let rows = 0;
while (!cursor.noData) rows += (await cursor.fetch()).length;
const seconds = (performance.now() - begin) / 1000;
await cursor.close();
await connection.close();
const { nowMb, peakMb = nowMb } = memoryOf(process.pid);
process.stdout.write(JSON.stringify({ rows, seconds, peakMb }));
