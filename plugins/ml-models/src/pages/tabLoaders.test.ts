import { prepareAddressedTab, TAB_LOADERS } from './tabLoaders';

describe('prepareAddressedTab', () => {
  const loaders = Object.keys(TAB_LOADERS) as (keyof typeof TAB_LOADERS)[];
  const asked: string[] = [];

  beforeEach(() => {
    asked.length = 0;
    for (const name of loaders) {
      jest.spyOn(TAB_LOADERS, name).mockImplementation(async () => {
        asked.push(name);
        throw new Error('Loading chunk 7 failed');
      });
    }
  });
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['/catalog/default/mlmodel/churn/performance', ['performance']],
    ['/portal/catalog/default/MlModel/churn/logs/', ['logs']],
    ['/catalog/default/mlmodel/churn/versions', ['versions']],
    ['/catalog/default/mlmodel/churn', []],
    ['/catalog/default/mlmodel/logs', []],
    ['/catalog/default/component/churn/logs', []],
    ['/catalog/default/mlmodel/churn/logs/7', []],
  ])('fetches of %s: %j, and leaves a failure to the tab', (pathname, tabs) => {
    prepareAddressedTab(pathname);
    expect(asked).toEqual(tabs);
  });
});
