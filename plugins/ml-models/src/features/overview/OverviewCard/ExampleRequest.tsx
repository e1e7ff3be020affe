import { CodeSnippet } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';

/** A request that is known to be valid, to paste into a terminal. */
export function ExampleRequest({ request }: { request: string }) {
  return (
    <section aria-label="Example request">
      <Typography variant="subtitle2" component="h3">
        Ask it yourself
      </Typography>
      <CodeSnippet text={request} language="bash" showCopyCodeButton />
    </section>
  );
}
