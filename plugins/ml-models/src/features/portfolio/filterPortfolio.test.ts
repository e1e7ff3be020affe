import { aModelSummary } from '../../__testUtils__/builders/aModelSummary';
import { aFailingVerdict } from '../../__testUtils__/builders/aVerdict';
import {
  countNeither,
  filterPortfolio,
  PortfolioGroup,
} from './filterPortfolio';

const live = aModelSummary({
  title: 'live',
  environments: [{ name: 'staging' }, { name: 'eu-west', liveVersion: 1 }],
});
const staged = aModelSummary({
  title: 'staged',
  environments: [{ name: 'staging', liveVersion: 1 }, { name: 'eu-west' }],
  onShelf: true,
});
const orphan = aModelSummary({
  title: 'orphan',
  environments: [],
  onShelf: true,
  ownerExists: false,
  verdict: aFailingVerdict(),
});
const elsewhere = aModelSummary({
  title: 'elsewhere',
  environments: [{ name: 'production' }],
  lastDeployment: undefined,
});
const stopped = aModelSummary({
  title: 'stopped',
  environments: [{ name: 'production' }],
});
const models = [live, staged, orphan, elsewhere, stopped];

it.each<[PortfolioGroup, string[]]>([
  ['in-production', ['live', 'elsewhere']],
  ['on-shelf', ['staged', 'orphan']],
  ['without-owner', ['orphan']],
  ['failing', ['orphan']],
])('finds the models that are %s', (group, titles) => {
  const found = filterPortfolio(models, group);
  expect(found.map(({ title }) => title)).toEqual(titles);
});

it('counts what was stopped before it is on the shelf', () => {
  expect(countNeither(models)).toBe(1);
});
