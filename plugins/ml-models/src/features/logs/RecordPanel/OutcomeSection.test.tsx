import { screen } from '@testing-library/react';
import { anInferenceDetail } from '../../../__testUtils__/builders/anInferenceRecord';
import { renderModels } from '../../../__testUtils__/renderModels';
import { OutcomeSection } from './OutcomeSection';

it('says why nothing is to be seen of an outcome that was dropped', async () => {
  const record = anInferenceDetail({
    feedback: { target: {}, observedAt: '2026-03-01T14:59:00.000Z' },
  });
  renderModels(<OutcomeSection record={record} />);
  expect(
    await screen.findByText(/has come, but the model.s policy keeps nothing/),
  ).toBeInTheDocument();
  expect(screen.getByText(/^Observed .* after the prediction$/)).toBeVisible();
});
