import { RefObject, useEffect, useRef, useState } from 'react';

/** Nearer to the end than a line: still at the end. */
const END_PX = 24;

/** A line to bring into view; asking for the same one again is another jump. */
export interface LogJump {
  line: number;
}

export interface LogScroll {
  boxRef: RefObject<HTMLDivElement>;
  onScroll: () => void;
  /** The end stays in view as the log grows. */
  following: boolean;
  setFollowing: (following: boolean) => void;
}

/**
 * Keeps the end of a growing log in view until one scrolls up and away from
 * it, and brings the line of a jump into view.
 */
export function useLogScroll(
  lineCount: number,
  jump: LogJump | undefined,
): LogScroll {
  const boxRef = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const [following, setFollowing] = useState(true);

  useEffect(() => {
    const box = boxRef.current;
    if (box && following) {
      box.scrollTop = box.scrollHeight;
    }
  }, [lineCount, following]);

  useEffect(() => {
    if (jump) {
      setFollowing(false);
      boxRef.current
        ?.querySelector(`[data-line="${jump.line}"]`)
        ?.scrollIntoView?.({ block: 'center' });
    }
  }, [jump]);

  const onScroll = () => {
    const box = boxRef.current;
    if (!box) {
      return;
    }
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    if (below < END_PX) {
      setFollowing(true);
    } else if (box.scrollTop < lastTop.current) {
      setFollowing(false);
    }
    lastTop.current = box.scrollTop;
  };
  return { boxRef, onScroll, following, setFollowing };
}
