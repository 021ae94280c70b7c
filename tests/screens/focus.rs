//! What has the focus on a page without a browser: elements are told that they are there, and may ask for it.

use dioxus_html::{
    AnimationData, CancelData, ClipboardData, CompositionData, DragData, FocusData, FormData, HtmlEventConverter, ImageData, KeyboardData,
    MediaData, MountedData, MountedResult, MouseData, PlatformEventData, PointerData, RenderedElementBacking, ResizeData, ScrollData,
    SelectionData, SerializedHtmlEventConverter, ToggleData, TouchData, TransitionData, VisibleData, WheelData,
};
use std::{any::Any, cell::Cell, pin::Pin, rc::Rc};

/// The node that has the focus.
pub type Focus = Rc<Cell<Option<usize>>>;

/// An element on the page, as it is handed to `onmounted`.
#[derive(Clone)]
pub struct Mounted {
    pub node: usize,
    pub focus: Focus,
}

impl RenderedElementBacking for Mounted {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn set_focus(&self, focus: bool) -> Pin<Box<dyn Future<Output = MountedResult<()>>>> {
        self.focus.set(focus.then_some(self.node));
        Box::pin(async { Ok(()) })
    }
}

/// Reads events as a window does, and elements that are mounted as they are here.
pub struct Browser;

macro_rules! as_a_window_does {
    ($($convert:ident $data:ident),* $(,)?) => {
        $(fn $convert(&self, event: &PlatformEventData) -> $data { SerializedHtmlEventConverter.$convert(event) })*
    };
}

impl HtmlEventConverter for Browser {
    fn convert_mounted_data(&self, event: &PlatformEventData) -> MountedData {
        event.downcast::<Mounted>().cloned().map_or_else(|| MountedData::from(()), MountedData::from)
    }

    as_a_window_does! {
        convert_animation_data AnimationData, convert_cancel_data CancelData, convert_clipboard_data ClipboardData,
        convert_composition_data CompositionData, convert_drag_data DragData, convert_focus_data FocusData, convert_form_data FormData,
        convert_image_data ImageData, convert_keyboard_data KeyboardData, convert_media_data MediaData, convert_mouse_data MouseData,
        convert_pointer_data PointerData, convert_resize_data ResizeData, convert_scroll_data ScrollData,
        convert_selection_data SelectionData, convert_toggle_data ToggleData, convert_touch_data TouchData,
        convert_transition_data TransitionData, convert_visible_data VisibleData, convert_wheel_data WheelData,
    }
}
