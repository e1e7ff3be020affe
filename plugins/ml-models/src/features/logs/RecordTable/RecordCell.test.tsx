import { screen } from '@testing-library/react';
import { aFailedRecord } from '../../../__testUtils__/builders/anInferenceRecord';
import { renderModels } from '../../../__testUtils__/renderModels';
import { RecordStatus } from './RecordCell';

it.each([
  ['invalid', 'HTTP 429', '429 Invalid request'],
  ['invalid', 'ValueError', '429 Invalid request, ValueError'],
  ['error', 'HTTP 429', '429 Error'],
  ['error', 'HTTP 500', '429 HTTP 500'],
] as const)(
  'says the HTTP status once of what is %s by %s: %s',
  async (status, errorType, words) => {
    const record = aFailedRecord({ status, statusCode: 429, errorType });
    renderModels(<RecordStatus record={record} />);
    expect(await screen.findByText(/429/)).toHaveProperty('textContent', words);
  },
);
