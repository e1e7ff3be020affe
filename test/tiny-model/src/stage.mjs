import { behaviour } from './behaviour.mjs';

const [stage] = process.argv.slice(2);
console.log(`stage ${stage}`);
await new Promise(resolve => setTimeout(resolve, behaviour.stageMs));
if (behaviour.failStage === stage) {
  console.error(`Error: ${stage} fails because behaviour.json says so`);
  process.exit(1);
}
