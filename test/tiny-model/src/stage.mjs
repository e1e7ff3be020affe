import { existsSync } from 'node:fs';
import { behaviour } from './behaviour.mjs';

const HOLD_POLL_MS = 20;

const [stage] = process.argv.slice(2);
console.log(`stage ${stage}`);
const isHeld = () =>
  (behaviour.holdStage === stage && !existsSync(behaviour.holdUntil)) ||
  (behaviour.holdWhile !== null &&
    existsSync(`${behaviour.holdWhile}/${stage}`));
while (isHeld()) {
  await new Promise(resolve => setTimeout(resolve, HOLD_POLL_MS));
}
if (behaviour.failStage === stage) {
  console.error(`Error: ${stage} fails because behaviour.json says so`);
  process.exit(1);
}
