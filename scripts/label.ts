// Adds or changes a text of the package in both languages:  node scripts/label.ts SageName "English" "German"
// Removes one:                                              node scripts/label.ts --remove SageName
import { removeLabels, saveLabels } from './label-files.ts';

const [first = '', english, german, ...more] = process.argv.slice(2);
if (first === '--remove' && english !== undefined && german === undefined) await removeLabels([english]);
else if (english !== undefined && german !== undefined && more.length === 0)
  await saveLabels([{ name: first, english, german }]);
else {
  console.error(
    'node scripts/label.ts SageName "English" "German"   or   node scripts/label.ts --remove SageName',
  );
  process.exitCode = 2;
}
