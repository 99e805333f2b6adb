/// A button has an icon and words, the same on the whole page.

import { Icon } from './icons.tsx';

interface ButtonProps {
  label: string;
  icon: string;
  class?: string;
  title?: string;
  /// It stays in the order of keys even so: a focus that is taken away is lost.
  inert?: boolean;
  /// A button that opens something says whether it is open.
  expanded?: boolean;
  /// A button that is on or off says which.
  pressed?: boolean;
  onPress(): void;
}

export function Button({
  label,
  icon,
  title,
  inert = false,
  expanded,
  pressed,
  onPress,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${rest.class ?? ''}`}
      title={title}
      aria-disabled={inert ? 'true' : undefined}
      aria-expanded={expanded}
      aria-pressed={pressed}
      onClick={() => !inert && onPress()}
    >
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
