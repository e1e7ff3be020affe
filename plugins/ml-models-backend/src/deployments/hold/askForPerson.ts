/**
 * @param known - what is known of a version, in words that go on about it
 * @returns why it is held where its model asks for that
 */
export function askForPerson(known: string): string {
  return `the model asks that a person decides (gate: manual); ${known}`;
}
