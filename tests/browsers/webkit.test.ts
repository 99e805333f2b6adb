/// The page's main paths in Debian's WebKit.

import { webkit } from './webkit.ts';
import { mainPaths } from './main-paths.ts';

mainPaths('WebKit', webkit);
