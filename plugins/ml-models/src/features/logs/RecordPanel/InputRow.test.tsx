import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answerNever } from '../../../__testUtils__/answer';
import { renderModels } from '../../../__testUtils__/renderModels';
import { InputRow } from './InputRow';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

it('breaks a long text, and no number', async () => {
  server.use(answerNever(operations.getFeatureDistribution));
  const row = (feature: string, value: string | number) => (
    <InputRow
      value={value}
      baseline={{
        params: { namespace: 'default', name: 'flight-delay' },
        feature,
        environment: 'production',
        version: 3,
      }}
    />
  );
  renderModels(
    <table>
      <tbody>
        {row('remark', 'a long text')}
        {row('wind_speed', 17.2617)}
      </tbody>
    </table>,
  );
  expect(await screen.findByRole('cell', { name: '17.2617' })).toHaveStyle({
    whiteSpace: 'nowrap',
  });
  expect(screen.getByRole('cell', { name: 'a long text' })).not.toHaveStyle({
    whiteSpace: 'nowrap',
  });
});
