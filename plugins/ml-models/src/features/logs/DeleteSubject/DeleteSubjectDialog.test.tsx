import {
  ModelPermission,
  operations,
  recordsDeletePermission,
  SubjectDeletion,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { answerError, TEST_API_URL } from '../../../__testUtils__/answer';
import { renderModels } from '../../../__testUtils__/renderModels';
import { MoreActions } from '../RecordsView/MoreActions';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** A backend that finds as much, and notes what it was asked. */
function aLogWith(found: Omit<SubjectDeletion, 'dryRun'>): unknown[] {
  const asked: unknown[] = [];
  server.use(
    http.post(
      `${TEST_API_URL}${operations.deleteSubject.path}`,
      async ({ request }) => {
        const body = operations.deleteSubject.body?.parse(await request.json());
        asked.push(body);
        return HttpResponse.json({ dryRun: body?.dryRun, ...found });
      },
    ),
  );
  return asked;
}

async function openMenu(refused: ModelPermission[] = []) {
  renderModels(
    <MoreActions params={{ namespace: 'default', name: 'flight-delay' }} />,
    { entity: anMlModelEntity(), refused },
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'More actions' }),
  );
}

async function openDialog() {
  await openMenu();
  await userEvent.click(
    screen.getByRole('menuitem', { name: /Delete a person.s records/ }),
  );
  await screen.findByRole('dialog', { name: /Delete a person.s records/ });
}

function fillIn(path: string, value: string) {
  fireEvent.change(screen.getByLabelText('Where'), { target: { value: path } });
  fireEvent.change(screen.getByLabelText('Value'), { target: { value } });
}

it('counts first, says what is lost, and deletes on a button that says so', async () => {
  const asked = aLogWith({ records: 3, waitingFeedback: 1 });
  await openDialog();
  expect(screen.getByRole('dialog')).toHaveTextContent(
    'the value is hidden in it. Charts and counts stay as they are',
  );
  expect(screen.queryByRole('button', { name: 'Delete for ever' })).toBeNull();
  fillIn('inputs.passenger_id', 'P-17');
  await userEvent.click(
    screen.getByRole('button', { name: 'Find the records' }),
  );
  expect(
    await screen.findByText(
      '3 records and 1 outcome without a record found. Deleting cannot be undone.',
    ),
  ).toBeInTheDocument();
  const subject = { path: 'inputs.passenger_id', value: 'P-17' };
  expect(asked).toEqual([{ ...subject, dryRun: true }]);

  await userEvent.click(
    screen.getByRole('button', { name: 'Delete for ever' }),
  );
  expect(
    await screen.findByText(/^3 records and 1 outcome .* deleted\./),
  ).toBeInTheDocument();
  expect(asked).toEqual([
    { ...subject, dryRun: true },
    { ...subject, dryRun: false },
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
});

it('says whom to ask when one may not', async () => {
  await openMenu([recordsDeletePermission]);

  await screen.findByText(/^You may not delete records of Flight delay risk/);
  expect(
    screen.getByRole('menuitem', { name: /Delete a person.s records/ }),
  ).toHaveAttribute('aria-disabled', 'true');
});

it('asks to look again when something else is meant', async () => {
  aLogWith({ records: 3, waitingFeedback: 0 });
  await openDialog();
  fillIn('inputs.passenger_id', 'P-17');
  await userEvent.click(
    screen.getByRole('button', { name: 'Find the records' }),
  );
  await screen.findByRole('button', { name: 'Delete for ever' });
  fillIn('inputs.passenger_id', 'P-18');
  expect(screen.queryByRole('button', { name: 'Delete for ever' })).toBeNull();
  expect(
    screen.getByRole('button', { name: 'Find the records' }),
  ).toBeEnabled();
});

it('has nothing to delete when nothing is found', async () => {
  aLogWith({ records: 0, waitingFeedback: 0 });
  await openDialog();
  expect(
    screen.getByRole('button', { name: 'Find the records' }),
  ).toBeDisabled();
  fillIn('inputs.passenger_id', 'P-17');
  await userEvent.click(
    screen.getByRole('button', { name: 'Find the records' }),
  );
  await screen.findByText(/No record has that value there/);
  expect(
    screen.getByRole('button', { name: 'Delete for ever' }),
  ).toBeDisabled();
});

it('says why it did not work', async () => {
  server.use(answerError(operations.deleteSubject, 500, 'the disk is full'));
  await openDialog();
  fillIn('inputs.passenger_id', 'P-17');
  await userEvent.click(
    screen.getByRole('button', { name: 'Find the records' }),
  );
  expect(await screen.findByText(/the disk is full/)).toBeInTheDocument();
});
