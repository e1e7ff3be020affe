import { aModelSummary } from '../../__testUtils__/builders/aModelSummary';
import { aFailingVerdict } from '../../__testUtils__/builders/aVerdict';
import { environmentNames } from './environmentNames';
import { nextView } from './modelsTableView';
import { ModelSort, SortDirection, sortModels } from './sortModels';

const calm = aModelSummary({ title: 'calm', shelfAgeDays: 90, onShelf: true });
const bad = aModelSummary({
  title: 'Bad',
  verdict: aFailingVerdict(),
  drift: { drifted: 3, features: 12 },
  requestsPerDay: [1],
});

function titles(sort: ModelSort, direction: SortDirection) {
  return sortModels([calm, bad], sort, direction).map(({ title }) => title);
}

it('keeps the order of the server for what needs attention', () => {
  expect(titles('attention', 'asc')).toEqual(['calm', 'Bad']);
});

it.each<[ModelSort, SortDirection, string[]]>([
  ['name', 'asc', ['Bad', 'calm']],
  ['name', 'desc', ['calm', 'Bad']],
  ['verdict', 'asc', ['Bad', 'calm']],
  ['drift', 'desc', ['Bad', 'calm']],
  ['traffic', 'desc', ['calm', 'Bad']],
  ['shelf', 'desc', ['calm', 'Bad']],
  ['owner', 'asc', ['calm', 'Bad']],
])('sorts by %s, %s', (sort, direction, expected) => {
  expect(titles(sort, direction)).toEqual(expected);
});

it('goes from one direction to the other and back to attention', () => {
  const column = { sort: 'drift', firstDirection: 'desc' } as const;
  const views = [{ sort: 'attention', direction: 'asc', page: 4 } as const];
  const first = nextView(views[0], column);
  const second = nextView(first, column);
  expect(first).toEqual({ sort: 'drift', direction: 'desc', page: 0 });
  expect(second).toEqual({ sort: 'drift', direction: 'asc', page: 0 });
  expect(nextView(second, column)).toMatchObject({ sort: 'attention' });
});

it('names the environments in the order of promotion', () => {
  const models = [
    aModelSummary({ environments: [{ name: 'production' }] }),
    aModelSummary({
      environments: [{ name: 'staging' }, { name: 'production' }],
    }),
  ];
  expect(environmentNames(models)).toEqual(['staging', 'production']);
});
