import { ReactNode } from 'react';
import { Subtle } from '../Subtle/Subtle';

export interface AddressRefusedProps {
  /** Of a parameter in the address. */
  name: string;
  /** What in it makes no sense. */
  text: string;
  /** Why, and what is seen instead: `is not a range: showing the last 7 days`. */
  children: ReactNode;
}

/** Tells that a link says what it cannot mean, and what is seen instead. */
export function AddressRefused({ name, text, children }: AddressRefusedProps) {
  return (
    <Subtle role="status" paragraph>
      <code>
        {name}={text}
      </code>{' '}
      in the address {children}.
    </Subtle>
  );
}
