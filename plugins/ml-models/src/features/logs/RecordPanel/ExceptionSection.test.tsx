import { render, screen } from '@testing-library/react';
import { anInferenceDetail } from '../../../__testUtils__/builders/anInferenceRecord';
import { ExceptionSection } from './ExceptionSection';

it.each([
  ['HTTP 404', 'HTTP 404'],
  ['KeyError', 'KeyError (HTTP 404)'],
])('calls an error of the type %s %s', (errorType, words) => {
  const record = anInferenceDetail({
    status: 'invalid',
    statusCode: 404,
    errorType,
  });
  render(<ExceptionSection record={record} />);
  expect(screen.getByText(words)).toBeInTheDocument();
});
