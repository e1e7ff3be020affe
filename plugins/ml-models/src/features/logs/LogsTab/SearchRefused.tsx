import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { Subtle } from '../../../components/Subtle/Subtle';

export interface SearchRefusedProps {
  /** The search whose answer is still shown; absent: there is none. */
  shown?: string;
}

/** Tells that the line above was not searched for, and what is seen instead. */
export function SearchRefused({ shown }: SearchRefusedProps) {
  if (shown === undefined) {
    return (
      <EmptyNote title="Nothing was searched">
        Mend the search line above, or clear it to see the records of callers.
      </EmptyNote>
    );
  }
  return (
    <Subtle role="status">
      Not searched. What is dimmed below is{' '}
      {shown === '' ? (
        'what was shown before'
      ) : (
        <>
          still the answer to <code>{shown}</code>
        </>
      )}
      : mend the line above and press Enter.
    </Subtle>
  );
}
