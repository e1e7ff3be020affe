import { ProxiedSignInPage } from '@backstage/core-components';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useMemo, useState } from 'react';
import { forgetOnSignOut } from './forgetOnSignOut';
import { PeopleToChoose } from './PeopleToChoose';
import { rememberedPerson } from './rememberedPerson';
import { SignInFailed } from './SignInFailed';
import { useSamplePeople } from './useSamplePeople';

/** Signs in as the person chosen, or as the one chosen last time. */
export const SamplePeopleSignInPage = ({
  onSignInSuccess,
}: SignInPageProps) => {
  const people = useSamplePeople();
  const [chosen, setChosen] = useState(rememberedPerson.find);
  const person = people.find(({ ref }) => ref === chosen);

  const Failed = useMemo(
    () =>
      ({ error }: { error?: Error }) =>
        <SignInFailed error={error} onBack={() => setChosen(undefined)} />,
    [],
  );
  if (!person) {
    return (
      <PeopleToChoose people={people} onChoose={({ ref }) => setChosen(ref)} />
    );
  }
  return (
    <ProxiedSignInPage
      key={person.ref}
      provider="samplePeople"
      headers={{ 'x-sample-person': person.ref }}
      ErrorComponent={Failed}
      onSignInSuccess={identity => {
        rememberedPerson.remember(person.ref);
        onSignInSuccess(forgetOnSignOut(identity));
      }}
    />
  );
};
