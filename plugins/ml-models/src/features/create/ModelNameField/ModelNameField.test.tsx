import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../../__testUtils__/renderModels';
import { assertNameIsFree } from '../assertNameIsFree';
import { MODEL_NAME_FIELD } from '../modelNameField';
import { ModelNameField } from './ModelNameField';

const OWNER = 'group:default/flight-ops-ds';
const FLIGHT_DELAY = anMlModelEntity({
  relations: [{ type: 'ownedBy', targetRef: OWNER }],
});
const TAKEN =
  'A model called flight-delay is in the catalog already, owned by Flight Operations. Choose another name.';

const TEMPLATE = {
  title: 'A model',
  steps: [
    {
      title: 'The model',
      schema: {
        properties: {
          name: {
            title: 'Name',
            type: 'string',
            description: 'Its short name.',
            pattern: '^[a-z-]+$',
            'ui:field': MODEL_NAME_FIELD,
            'ui:help': 'Lower case, with dashes.',
            'ui:hideError': true,
          },
        },
        errorMessage: { properties: { name: 'Use lower-case letters' } },
      },
    },
    {
      title: 'Another page',
      schema: { properties: { more: { title: 'More', type: 'string' } } },
    },
  ],
};

beforeEach(() => {
  // Backstage's form goes to its top, which jsdom cannot.
  jest.spyOn(window, 'scrollTo').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** In Backstage's own form. */
async function renderForm(entities = [FLIGHT_DELAY]) {
  renderModels(
    <Stepper
      manifest={TEMPLATE}
      onCreate={async () => {}}
      extensions={[
        {
          name: MODEL_NAME_FIELD,
          component: ModelNameField,
          validation: assertNameIsFree,
        },
      ]}
    />,
    { entities, titles: { [OWNER]: 'Flight Operations' } },
  );
  return screen.findByRole('textbox', { name: 'Name' });
}

const pressNext = () =>
  userEvent.click(screen.getByRole('button', { name: 'Next' }));

it('says while one writes that the name is taken, and by whom', async () => {
  const name = await renderForm();
  await userEvent.type(name, 'flight-delay');

  await waitFor(() =>
    expect(name).toHaveAccessibleDescription(
      `${TAKEN} Its short name. Lower case, with dashes.`,
    ),
  );
  expect(name).toBeInvalid();

  await userEvent.type(name, 's');
  expect(name).toBeValid();
  expect(name).toHaveAccessibleDescription(
    'Its short name. Lower case, with dashes.',
  );
});

it('says while one writes that a name is none, in the words of the template', async () => {
  const name = await renderForm();
  await userEvent.type(name, 'Late Thirty');
  await waitFor(() =>
    expect(name).toHaveAccessibleDescription(
      'Use lower-case letters Its short name. Lower case, with dashes.',
    ),
  );
  expect(name).toBeInvalid();
  await userEvent.clear(name);
  await userEvent.type(name, 'late-thirty');
  await waitFor(() => expect(name).toBeValid());
});

it('keeps who goes on with a name that is taken, and says no more than that', async () => {
  const name = await renderForm();
  await userEvent.type(name, 'flight-delay');
  await pressNext();

  expect(await screen.findByText("'Name' is taken")).toBeInTheDocument();
  expect(await screen.findAllByText(/is in the catalog already/)).toHaveLength(
    1,
  );
  expect(screen.getAllByText(/is taken/)).toHaveLength(1);
  expect(name).toHaveFocus();

  await userEvent.type(name, 's');
  await pressNext();
  expect(
    await screen.findByRole('textbox', { name: 'More' }),
  ).toBeInTheDocument();
});

it('says at the field, too, what is wrong with a name that is none', async () => {
  jest.spyOn(console, 'error').mockImplementation(); // Backstage's form tells it there, too
  const name = await renderForm();
  await userEvent.type(name, 'flight-delay');
  await pressNext();
  await screen.findByText("'Name' is taken");
  await userEvent.type(name, '1');
  await pressNext();

  expect(
    await screen.findByText("'Name' Use lower-case letters"),
  ).toBeInTheDocument();
  expect(name).toHaveAccessibleDescription(
    'Use lower-case letters Its short name. Lower case, with dashes.',
  );
  expect(name).toBeInvalid();
  expect(name).toHaveFocus();
});
