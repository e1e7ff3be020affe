import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const path = 'dist/model.tar.gz';
mkdirSync('dist', { recursive: true });
execFileSync('tar', [
  '-czf',
  path,
  'pipeline.yaml',
  'behaviour.json',
  'src',
  'build/model.json',
]);
const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
const evaluation = JSON.parse(readFileSync('build/evaluation.json', 'utf8'));
writeFileSync(
  'reports/model-report.json',
  JSON.stringify(
    {
      ...evaluation,
      artifact: {
        path,
        digest: `sha256:${digest}`,
        sizeBytes: statSync(path).size,
      },
    },
    null,
    2,
  ),
);
console.log(`${path} sha256:${digest}`);
