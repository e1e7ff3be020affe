import assert from 'node:assert/strict';
import { predict } from '../src/model.mjs';

const model = { boundary: 1 };
assert.equal(predict(model, { x: 2, colour: 'green' }).above, true);
assert.equal(predict(model, { x: 0.8, colour: 'green' }).above, false);
assert.equal(predict(model, { x: 0.8, colour: 'red' }).above, true);
assert.throws(() => predict(model, { x: 0, colour: 'mauve' }), /mauve/);
console.log('4 assertions hold');
