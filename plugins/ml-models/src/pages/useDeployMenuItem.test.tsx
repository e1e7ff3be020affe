import { useApi } from '@backstage/core-plugin-api';
import {
  deployPermission,
  ModelPermission,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { QueryClientContext } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { anMlModelEntity } from '../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../__testUtils__/renderModels';
import { queryClientApiRef } from '../api/queryClientApiRef';
import { useDeployMenuItem } from './useDeployMenuItem';

function Entry() {
  const { title, ...button } = useDeployMenuItem();
  const known = useApi(queryClientApiRef)
    .getQueriesData({ queryKey: ['permission'] })
    .filter(([, data]) => data !== undefined);
  return (
    <button {...button} data-known={known.length}>
      {title}
    </button>
  );
}

function renderEntry(refused: ModelPermission[], entity = anMlModelEntity()) {
  renderModels(
    // The menu is Backstage's, outside of what this plugin provides.
    <QueryClientContext.Provider value={undefined}>
      <Entry />
    </QueryClientContext.Provider>,
    { entity, refused },
  );
}

it('is shut to who may neither deploy nor roll back, and says whom to ask', async () => {
  renderEntry([deployPermission, rollBackPermission]);
  const entry = await screen.findByRole('button', { name: /^Deploy/ });
  await waitFor(() => expect(entry).toBeDisabled());
  expect(screen.getByText('Deploy')).toHaveAttribute(
    'title',
    expect.stringMatching(/^You may not deploy Flight delay risk\. .+ ask /),
  );
});

it.each([[[]], [[deployPermission]], [[rollBackPermission]]])(
  'is open to who may do either: refused %#',
  async refused => {
    renderEntry(refused);
    const entry = await screen.findByRole('button', { name: 'Deploy' });
    await waitFor(() => expect(entry).toHaveAttribute('data-known', '2'));
    expect(entry).toBeEnabled();
  },
);

it('is shut to all where its own pipeline deploys the model', async () => {
  const { spec } = anMlModelEntity();
  renderEntry(
    [],
    anMlModelEntity({ spec: { ...spec, serving: { runtime: 'external' } } }),
  );
  expect(await screen.findByRole('button', { name: /^Deploy/ })).toBeDisabled();
  expect(screen.getByText('Deploy')).toHaveAttribute(
    'title',
    expect.stringMatching(/^Flight delay risk is deployed by its own pipeline/),
  );
});
