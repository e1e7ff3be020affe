import { behaviour } from './behaviour.mjs';

const [stage] = process.argv.slice(2);
console.log(`stage ${stage}`);
if (behaviour.failStage === stage) {
  console.error(`Error: ${stage} fails because behaviour.json says so`);
  process.exit(1);
}
