import { mkdirSync, writeFileSync } from 'node:fs';
import { COLOUR_SHIFT, sampleRows } from './model.mjs';

const rows = sampleRows(4000, 1);
const position = row => row.inputs.x + COLOUR_SHIFT[row.inputs.colour];
const candidates = Array.from({ length: 41 }, (_, i) => i / 20);
const errors = boundary =>
  rows.filter(row => position(row) > boundary !== row.above).length;
const boundary = candidates.reduce((best, candidate) =>
  errors(candidate) < errors(best) ? candidate : best,
);

mkdirSync('build', { recursive: true });
writeFileSync('build/model.json', JSON.stringify({ boundary }));
console.log(
  `boundary ${boundary}, ${errors(boundary)} of ${rows.length} rows wrong`,
);
