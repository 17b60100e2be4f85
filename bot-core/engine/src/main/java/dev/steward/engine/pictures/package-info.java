/** Looks at what members post as pictures, outside the lanes: QR codes. */
@NullMarked
package dev.steward.engine.pictures;

import org.jspecify.annotations.NullMarked;
