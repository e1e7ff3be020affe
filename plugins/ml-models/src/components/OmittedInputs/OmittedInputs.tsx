import { Subtle } from '../Subtle/Subtle';

const LIST = new Intl.ListFormat('en-GB');

/** What an example request does not ask with, and why; nothing where it is whole. */
export function OmittedInputs({ names = [] }: { names?: readonly string[] }) {
  return names.length === 0 ? null : (
    <Subtle variant="caption" component="p">
      Leaves out {LIST.format(names)}: the reference row that it is made of has
      no value for {names.length === 1 ? 'it' : 'them'}.
    </Subtle>
  );
}
